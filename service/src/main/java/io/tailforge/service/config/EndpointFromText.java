package io.tailforge.service.config;

import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** An endpoint of which only the address is given. */
@Component
@ConfigurationPropertiesBinding
class EndpointFromText implements Converter<String, EndpointProperties> {
    @Override
    public EndpointProperties convert(String url) {
        return EndpointProperties.of(url.strip());
    }
}
