package org.levelread.shell;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.levelread.LevelRead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;

/// Starts the database and then the application on it.
public final class Server {
    private static final Logger log = LoggerFactory.getLogger(Server.class);

    private Server() {}

    /// @param address to listen on
    /// @param demo the folder of the demo study; null for a start without it and its accounts
    /// @param protocols the folder of the ready protocols
    /// @return whether the server runs; where not, the reason was printed
    public static boolean start(
            int port, String address, Path data, Path models, Path protocols, @Nullable Path demo) {
        if (taken(address, port)) {
            System.err.println("Port " + port + " is taken by another program: stop that one or choose another port"
                    + " with --port.");
            return false;
        }
        Map<String, Object> settings = new HashMap<>();
        settings.put("server.port", port);
        settings.put("server.address", address);
        settings.put("levelread.data", data.toAbsolutePath().normalize().toString());
        settings.put("levelread.models", models.toAbsolutePath().normalize().toString());
        settings.put(
                "levelread.protocols", protocols.toAbsolutePath().normalize().toString());
        settings.put("levelread.demo", demo != null);
        settings.put("levelread.version", LevelRead.VERSION);
        if (demo != null) {
            settings.put(
                    "levelread.demo-folder", demo.toAbsolutePath().normalize().toString());
        }
        settings.put("db-scheduler.scheduler-name", "levelread-" + UUID.randomUUID());
        String url = System.getenv("LEVELREAD_DB_URL");
        EmbeddedDatabase embedded = null;
        try {
            if (url == null || url.isBlank()) {
                embedded = EmbeddedDatabase.start(data.toAbsolutePath().normalize());
                settings.put("spring.datasource.url", embedded.url());
                settings.put("spring.datasource.username", embedded.user());
                settings.put("spring.datasource.password", embedded.password());
                // after the application has let go of its connections
                SpringApplication.getShutdownHandlers().add(embedded::close);
            } else {
                requireAnswer(url);
                settings.put("spring.datasource.url", url);
                settings.put("spring.datasource.username", environment("LEVELREAD_DB_USER"));
                settings.put("spring.datasource.password", environment("LEVELREAD_DB_PASSWORD"));
            }
            SpringApplication application = new SpringApplication(LevelReadApplication.class);
            application.setDefaultProperties(settings);
            application.setAdditionalProfiles("serve");
            application.setLogStartupInfo(false);
            application.run();
            return true;
        } catch (IOException e) {
            log.debug("start failed", e);
            System.err.println(e.getMessage());
        } catch (RuntimeException e) {
            log.error("LevelRead could not start", e);
            System.err.println("LevelRead could not start: " + innermost(e));
        }
        if (embedded != null) embedded.close();
        return false;
    }

    private static boolean taken(String address, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static void requireAnswer(String url) throws IOException {
        try {
            DriverManager.getConnection(url, environment("LEVELREAD_DB_USER"), environment("LEVELREAD_DB_PASSWORD"))
                    .close();
        } catch (SQLException e) {
            throw new IOException(
                    "The database that LEVELREAD_DB_URL names does not let LevelRead in: " + e.getMessage(), e);
        }
    }

    private static String environment(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value;
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) cause = cause.getCause();
        return String.valueOf(cause.getMessage());
    }
}
