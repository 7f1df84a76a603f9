/// 3D Slicer's `.seg.nrrd` segmentations, in and out. Depends on `imaging`.
@NullMarked
package org.levelread.slicer;

import org.jspecify.annotations.NullMarked;
