package org.levelread.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.levelread.analysis.MadeStudy;
import org.levelread.analysis.StudyData;
import tools.jackson.databind.json.JsonMapper;

/// Puts the report of a made-up crossover, 80 films and 6 readers, locked, into a running server's study, to look at the page: every
/// chapter has something to show.
///
/// `java -cp target/test-classes:target/classes:$(cat target/test-classpath.txt) org.levelread.report.LockedReport DATA_FOLDER`, while
/// `./levelread serve --data DATA_FOLDER` runs.
final class LockedReport {
    private LockedReport() {}

    public static void main(String... args) throws IOException, SQLException {
        StudyData data = MadeStudy.twoArms(20_261_127L, 80, 6);
        Findings findings = Findings.of(data, (share, stage) -> {});
        ZonedDateTime at = ZonedDateTime.of(2026, 11, 27, 9, 0, 0, 0, ZoneOffset.UTC);
        byte[] pack = ExportPack.of(findings, new ReportHeader("Made-up crossover", at, "Study lead"));
        String pages = JsonMapper.builder().build().writeValueAsString(ReportPage.of(findings));
        Path home = Path.of(args[0]).resolve("postgresql");
        String password = Files.readString(home.resolve("password")).strip();
        List<String> server = Files.readAllLines(home.resolve("cluster").resolve("postmaster.pid"));
        String url = "jdbc:postgresql://127.0.0.1:" + server.get(3) + "/postgres";
        try (var connection = DriverManager.getConnection(url, "postgres", password);
                var insert = connection.prepareStatement("""
                        insert into report.report (id, study_id, data_sha256, data, locked, frozen_at, frozen_by, state, progress,
                                                   pack, pack_sha256, pages, finished_at)
                        select gen_random_uuid(), id, ?, ?, true, now(), 'Study lead', 'DONE', 1, ?, ?, ?, now()
                        from (select id from protocol.study order by demo desc limit 1) study
                        on conflict (study_id, data_sha256) do update
                        set pack = excluded.pack, pack_sha256 = excluded.pack_sha256, pages = excluded.pages""")) {
            insert.setString(1, data.hash());
            insert.setBytes(2, gzip(data.bytes()));
            insert.setBytes(3, pack);
            insert.setString(4, StudyData.sha256(pack));
            insert.setBytes(5, gzip(pages.getBytes(StandardCharsets.UTF_8)));
            System.out.println(insert.executeUpdate() + " report, pack of " + (pack.length >> 10) + " kB");
        }
        Files.write(Path.of("target/locked-report.zip"), pack);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
