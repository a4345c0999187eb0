package io.tailforge.service.pipeline;

/** The version of this build, from the jar's manifest; {@code development} where there is none. */
public final class ProductVersion {
    private ProductVersion() {}

    public static String current() {
        String version = ProductVersion.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
