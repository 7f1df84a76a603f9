/// Film files of every accepted format into a radiograph, or a sentence that says why not. Depends on `imaging` and
/// `dicom`.
@NullMarked
package org.levelread.intake;

import org.jspecify.annotations.NullMarked;
