package org.levelread.commands;

import java.nio.file.Path;

/// Where LevelRead itself lies, whatever folder it is called from.
final class Home {
    private Home() {}

    /// the launcher's folder, or the working folder where there is no launcher
    static Path folder() {
        return Path.of(System.getProperty("levelread.home", ""));
    }
}
