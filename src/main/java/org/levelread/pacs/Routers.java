package org.levelread.pacs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.levelread.audit.Audited;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The routers that may push films, each with a token of its own and a daily quota.
@Service
public class Routers {
    /// a router with its token, which is shown this once
    public record Admitted(Router router, String token) {}

    private final RouterStore store;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Routers(RouterStore store, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.events = events;
        this.clock = clock;
    }

    public List<Router> all() {
        return store.all(today());
    }

    /// @param archiveId where the results go, null: nowhere
    /// @throws IllegalArgumentException in one sentence where the name is taken or the quota senseless
    @Transactional
    public Admitted admit(UUID studyId, @Nullable UUID archiveId, String name, long dailyBytes) {
        String given = name.strip();
        if (given.isEmpty() || given.length() > 60) {
            throw new IllegalArgumentException("A router has a name of 1 to 60 characters.");
        }
        if (dailyBytes < 1_000_000) throw new IllegalArgumentException("A quota is at least 1 MB a day.");
        String token = newToken();
        UUID id = UUID.randomUUID();
        if (!store.add(id, studyId, archiveId, given, sha256(token), dailyBytes, clock.instant())) {
            throw new IllegalArgumentException("There is another router called " + given + ".");
        }
        events.publishEvent(Audited.entry(
                "router.admitted", given, Map.of("dailyBytes", dailyBytes, "resultsToArchive", archiveId != null), ""));
        return new Admitted(store.find(id, today()).orElseThrow(), token);
    }

    /// the token so far stops working
    ///
    /// @throws IllegalArgumentException where nobody says why
    @Transactional
    public Admitted renew(UUID id, String why) {
        if (why.isBlank()) throw new IllegalArgumentException("Say why the router gets another token.");
        Router router = store.find(id, today()).orElseThrow();
        String token = newToken();
        store.setToken(id, sha256(token));
        events.publishEvent(Audited.change(
                "router.renewed", router.name(), Map.of("token", "the earlier one"), Map.of("token", "a new one"), why));
        return new Admitted(router, token);
    }

    /// @throws IllegalArgumentException where nobody says why
    @Transactional
    public void setEnabled(UUID id, boolean enabled, String why) {
        if (why.isBlank()) throw new IllegalArgumentException("Say why the router is switched " + (enabled ? "on." : "off."));
        Router router = store.find(id, today()).orElseThrow();
        store.setEnabled(id, enabled);
        if (router.enabled() == enabled) return;
        events.publishEvent(Audited.change(
                enabled ? "router.enabled" : "router.disabled",
                router.name(),
                Map.of("enabled", !enabled),
                Map.of("enabled", enabled),
                why));
    }

    /// @param authorization "Bearer token", or "Basic" with any user and the token as password, as routers can send
    Optional<Router> authenticate(@Nullable String authorization) {
        if (authorization == null) return Optional.empty();
        String token = "";
        if (authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            token = authorization.substring(7).strip();
        } else if (authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            try {
                byte[] decoded = Base64.getDecoder().decode(authorization.substring(6).strip());
                String pair = new String(decoded, StandardCharsets.UTF_8);
                token = pair.substring(pair.indexOf(':') + 1);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        if (token.isEmpty()) return Optional.empty();
        // the token is random and long: its hash can be looked up without a salt
        return store.withToken(sha256(token), today()).filter(Router::enabled);
    }

    /// @return whether this much more is within today's quota
    boolean mayPush(Router router, long bytes) {
        long used = store.find(router.id(), today()).map(Router::usedToday).orElse(Long.MAX_VALUE);
        return bytes <= router.dailyBytes() - used;
    }

    void pushed(Router router, long bytes) {
        store.used(router.id(), today(), bytes);
        store.pushed(router.id(), clock.instant());
    }

    void refused(Router router, String sentence) {
        store.failed(router.id(), sentence, clock.instant());
    }

    /// until the quota is whole again
    long secondsToMidnight() {
        Instant now = clock.instant();
        return now.until(today().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(), java.time.temporal.ChronoUnit.SECONDS) + 1;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private String newToken() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
