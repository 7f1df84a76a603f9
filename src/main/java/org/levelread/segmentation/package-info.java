/// The U-Nets: architecture, training, export and inference; the only user of DJL. Depends on `imaging`,
/// `slicer` and `intake`.
@NullMarked
package org.levelread.segmentation;

import org.jspecify.annotations.NullMarked;
