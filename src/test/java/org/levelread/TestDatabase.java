package org.levelread;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;

/// Real PostgreSQL with the real migrations for tests: one server for all, a fresh database for each who asks.
public final class TestDatabase {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final String TEMPLATE = "levelread_template";

    private final String name;
    private final DataSource dataSource;

    private TestDatabase(String name) {
        this.name = name;
        this.dataSource = Server.source(name);
    }

    /// a migrated, empty database of its own
    public static TestDatabase fresh() {
        String name = "levelread_" + DATABASES.incrementAndGet();
        Server.execute("create database " + name + " template " + TEMPLATE);
        return new TestDatabase(name);
    }

    /// a database of its own as an older version left it
    ///
    /// @param version of the last migration, such as "010"
    public static TestDatabase asOf(String version) {
        String name = "levelread_" + DATABASES.incrementAndGet();
        Server.execute("create database " + name);
        TestDatabase database = new TestDatabase(name);
        Flyway.configure()
                .dataSource(database.dataSource)
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
        return database;
    }

    /// brings an older database to the newest version
    public void migrate() {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    /// makes Spring use it; for a method with `@DynamicPropertySource`
    public void use(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", this::url);
        registry.add("spring.datasource.username", () -> "postgres");
        registry.add("spring.datasource.password", () -> "postgres");
        registry.add("spring.datasource.hikari.maximum-pool-size", () -> "5");
    }

    public String url() {
        return Server.url(name);
    }

    /// always the same one, so that a transaction manager and a client on it share their transactions
    public DataSource dataSource() {
        return dataSource;
    }

    /// started with the first use of this class's databases, stopped with the virtual machine
    private static final class Server {
        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("max_connections", "200")
                        .setLocaleConfig("locale", "C.UTF-8")
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> close(postgres)));
                try (var connection = postgres.getPostgresDatabase().getConnection();
                        var statement = connection.createStatement()) {
                    statement.execute("create database " + TEMPLATE);
                }
                Flyway.configure()
                        .dataSource(postgres.getDatabase("postgres", TEMPLATE))
                        .locations("classpath:db/migration")
                        .load()
                        .migrate();
                return postgres;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void close(EmbeddedPostgres postgres) {
            try {
                postgres.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static synchronized void execute(String sql) {
            try (var connection = POSTGRES.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private static String url(String name) {
            return "jdbc:postgresql://localhost:" + POSTGRES.getPort() + "/" + name;
        }

        private static DataSource source(String name) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(url(name));
            source.setUser("postgres");
            source.setPassword("postgres");
            return source;
        }
    }
}
