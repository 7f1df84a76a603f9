package org.levelread.report;

import org.levelread.protocol.Study;
import org.springframework.context.ApplicationContext;

/// Lets other rooms' tests have a report computed.
public final class MadeReports {
    private MadeReports() {}

    /// the export pack of the study's data as they are now, for whoever is signed in
    public static byte[] pack(ApplicationContext application, Study study) {
        Reports reports = application.getBean(Reports.class);
        FrozenReport report = reports.freeze(study);
        application.getBean(ReportExecution.class).execute(report.id());
        return reports.pack(report.id());
    }
}
