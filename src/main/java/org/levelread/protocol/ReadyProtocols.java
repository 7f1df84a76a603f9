package org.levelread.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The protocols that come with LevelRead, to start from: the folders of `study-protocols` that hold a `protocol.yaml`.
@Component
public class ReadyProtocols {
    private final Path folder;

    ReadyProtocols(@Value("${levelread.protocols:study-protocols}") Path folder) {
        this.folder = folder;
    }

    /// in the order of the alphabet; none where the folder is not there
    public List<String> names() {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> studies = Files.list(folder)) {
            return studies.filter(study -> Files.exists(study.resolve("protocol.yaml")))
                    .map(study -> study.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws IllegalArgumentException where no ready protocol has the name
    public String yaml(String name) {
        if (!names().contains(name)) throw new IllegalArgumentException("no ready protocol is called " + name);
        try {
            return Files.readString(folder.resolve(name).resolve("protocol.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
