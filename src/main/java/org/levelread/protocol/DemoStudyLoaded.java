package org.levelread.protocol;

import java.nio.file.Path;
import java.util.UUID;

/// The films of the demo study are all there; published at each start with the demo, so whoever listens does
/// its part once only.
///
/// @param folder of the demo study in `study-protocols`
public record DemoStudyLoaded(UUID studyId, Path folder) {}
