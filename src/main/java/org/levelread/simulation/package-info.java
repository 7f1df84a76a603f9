/// Radiographs rendered from anatomy, with exact masks. Depends on `imaging`, `dicom`, `slicer` and `spine`.
@NullMarked
package org.levelread.simulation;

import org.jspecify.annotations.NullMarked;
