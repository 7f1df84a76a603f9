package org.levelread.readers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The tables of the schema `readers`.
@Repository
class AccountStore {
    private static final String SELECT = """
            select a.id, a.username, a.display_name, a.role, a.enabled, a.must_change_password, a.demo,
                   a.security_version, a.created_at, s.locked_until
            from readers.account a
            left join readers.sign_in_attempt s on s.name_sha256 = encode(sha256(a.username::bytea), 'hex')
            """;

    private final JdbcClient jdbc;

    AccountStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @return whether the name was free
    boolean add(Account account, String passwordHash) {
        return jdbc.sql("""
                        insert into readers.account (id, username, display_name, role, password_hash, enabled,
                                                     must_change_password, demo, security_version, created_at)
                        values (:id, :username, :displayName, :role, :hash, :enabled, :mustChange, :demo, 0, :createdAt)
                        on conflict (username) do nothing""")
                        .param("id", account.id())
                        .param("username", account.username())
                        .param("displayName", account.displayName())
                        .param("role", account.role().name())
                        .param("hash", passwordHash)
                        .param("enabled", account.enabled())
                        .param("mustChange", account.mustChangePassword())
                        .param("demo", account.demo())
                        .param("createdAt", Timestamp.from(account.createdAt()))
                        .update()
                == 1;
    }

    Optional<Account> find(UUID id) {
        return jdbc.sql(SELECT + "where a.id = :id")
                .param("id", id)
                .query(AccountStore::account)
                .optional();
    }

    Optional<Account> find(String username) {
        return jdbc.sql(SELECT + "where a.username = :name")
                .param("name", username)
                .query(AccountStore::account)
                .optional();
    }

    List<Account> list() {
        return jdbc.sql(SELECT + "order by a.username")
                .query(AccountStore::account)
                .list();
    }

    Optional<String> email(UUID id) {
        return jdbc.sql("select email from readers.account where id = :id and email is not null")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    void setEmail(UUID id, @Nullable String email) {
        jdbc.sql("update readers.account set email = :email where id = :id")
                .param("id", id)
                .param("email", email)
                .update();
    }

    String passwordHash(UUID id) {
        return jdbc.sql("select password_hash from readers.account where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    void setPassword(UUID id, String hash, boolean mustChange) {
        jdbc.sql("""
                        update readers.account
                        set password_hash = :hash, must_change_password = :mustChange,
                            security_version = security_version + 1
                        where id = :id""")
                .param("id", id)
                .param("hash", hash)
                .param("mustChange", mustChange)
                .update();
    }

    void setEnabled(UUID id, boolean enabled) {
        jdbc.sql("""
                        update readers.account set enabled = :enabled, security_version = security_version + 1
                        where id = :id""").param("id", id).param("enabled", enabled).update();
    }

    /// locks the rows of all enabled administrators, so that two cannot block each other at the same moment
    List<UUID> lockAdministrators() {
        return jdbc.sql("""
                        select id from readers.account where role = 'ADMINISTRATOR' and enabled
                        order by id for update""").query(UUID.class).list();
    }

    record Attempt(int failures, Instant lastAt, @Nullable Instant lockedUntil) {}

    /// the attempts under a name so far; the row stays locked until the transaction ends
    Attempt lockAttempt(String name, Instant now) {
        jdbc.sql("""
                        insert into readers.sign_in_attempt (name_sha256, failures, last_at) values (:name, 0, :now)
                        on conflict do nothing""")
                .param("name", sha256(name))
                .param("now", Timestamp.from(now))
                .update();
        return jdbc.sql("""
                        select failures, last_at, locked_until from readers.sign_in_attempt
                        where name_sha256 = :name for update""")
                .param("name", sha256(name))
                .query((row, n) -> new Attempt(
                        row.getInt("failures"), instant(row, "last_at"), nullableInstant(row, "locked_until")))
                .single();
    }

    void saveAttempt(String name, Attempt attempt) {
        Instant lockedUntil = attempt.lockedUntil();
        jdbc.sql("""
                        update readers.sign_in_attempt
                        set failures = :failures, last_at = :lastAt, locked_until = :lockedUntil
                        where name_sha256 = :name""")
                .param("name", sha256(name))
                .param("failures", attempt.failures())
                .param("lastAt", Timestamp.from(attempt.lastAt()))
                .param(
                        "lockedUntil",
                        lockedUntil == null ? null : Timestamp.from(lockedUntil),
                        java.sql.Types.TIMESTAMP)
                .update();
    }

    void forgetAttempts(String name) {
        jdbc.sql("delete from readers.sign_in_attempt where name_sha256 = :name")
                .param("name", sha256(name))
                .update();
    }

    void forgetAttemptsBefore(Instant time) {
        jdbc.sql("delete from readers.sign_in_attempt where last_at < :time")
                .param("time", Timestamp.from(time))
                .update();
    }

    private static Account account(ResultSet row, int number) throws SQLException {
        return new Account(
                row.getObject("id", UUID.class),
                row.getString("username"),
                row.getString("display_name"),
                Role.valueOf(row.getString("role")),
                row.getBoolean("enabled"),
                row.getBoolean("must_change_password"),
                row.getBoolean("demo"),
                row.getInt("security_version"),
                nullableInstant(row, "locked_until"),
                instant(row, "created_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    private static @Nullable Instant nullableInstant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    private static String sha256(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
