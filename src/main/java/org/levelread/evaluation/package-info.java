/// How well the pipeline does on films whose truth is known: scores a film, figures of a data set, a page with the worst
/// films. Depends on `pipeline`, `spine`, `segmentation`, `slicer`, `intake`, `imaging`, `statistics` and `charts`.
@NullMarked
package org.levelread.evaluation;

import org.jspecify.annotations.NullMarked;
