package io.tailforge.service.quality;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class QualityController {
    private final QualityReports reports;

    QualityController(QualityReports reports) {
        this.reports = reports;
    }

    /** A request's clips as a whole: acceptance, figures and their drift, near-duplicates, gates. */
    @GetMapping(value = "/v1/requests/{id}/quality", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] get(@PathVariable String id) {
        return QualityReportDocument.write(reports.report(id));
    }
}
