package org.levelread.readers;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One person who may sign in. The password's hash never leaves the store.
///
/// @param mustChangePassword whether the password is a one-time one, good for choosing another and nothing else
/// @param demo whether it came with the demo study and its password is known to everyone
/// @param securityVersion raised by a new password or a block; sessions that began before it end
/// @param lockedUntil until when signing in is refused after failures, null where it is not
public record Account(
        UUID id,
        String username,
        String displayName,
        Role role,
        boolean enabled,
        boolean mustChangePassword,
        boolean demo,
        int securityVersion,
        @Nullable Instant lockedUntil,
        Instant createdAt) {}
