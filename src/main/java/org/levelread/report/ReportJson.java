package org.levelread.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The findings as JSON: the headline numbers, then every chapter with its sentence and its table.
final class ReportJson {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ReportJson() {}

    static byte[] of(Findings findings) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("study", findings.data().title());
        root.put("dataSha256", findings.dataSha256());
        root.put("models", findings.agreement().modelVersions());
        root.put("readers", findings.agreement().readers());
        root.put("margin", findings.data().margin());
        root.put("headline", HeadlineNumbers.of(findings).numbers());
        List<Map<String, Object>> chapters = new ArrayList<>();
        for (Chapter chapter : findings.chapters()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", chapter.id());
            one.put("title", chapter.title());
            one.put("sentence", chapter.sentence());
            one.put("columns", chapter.table().columns());
            one.put("rows", chapter.table().rows());
            chapters.add(one);
        }
        root.put("chapters", chapters);
        return (JSON.writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
