package org.levelread.protocol;

import java.time.Instant;
import java.util.UUID;

/// A study: the films, the readers and what they are asked.
///
/// @param slug short name for addresses and files, such as "demo"
public record Study(UUID id, String slug, String title, boolean demo, Instant createdAt) {}
