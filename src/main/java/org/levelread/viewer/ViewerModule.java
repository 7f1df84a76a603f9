package org.levelread.viewer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;

/// The script of the viewer and of the reading screen among the application's static resources.
public final class ViewerModule {
    private static final String PATH = "viewer/radiograph-viewer.js";

    private ViewerModule() {}

    /// its address with its checksum, so that a browser never runs last month's script
    public static String address() {
        try (InputStream script = ViewerModule.class.getResourceAsStream("/META-INF/resources/" + PATH)) {
            if (script == null) return "context://" + PATH;
            CRC32 sum = new CRC32();
            sum.update(script.readAllBytes());
            return "context://%s?v=%08x".formatted(PATH, sum.getValue());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The viewer's script cannot be read", unreadable);
        }
    }
}
