/// One film through the nets and the numbering to a prediction. Depends on `imaging`, `intake`, `segmentation`
/// and `spine`.
@NullMarked
package org.levelread.pipeline;

import org.jspecify.annotations.NullMarked;
