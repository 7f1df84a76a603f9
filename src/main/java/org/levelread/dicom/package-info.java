/// DICOM Part 10 files: pixel decoding with refusals, and writing. Depends on `imaging`.
@NullMarked
package org.levelread.dicom;

import org.jspecify.annotations.NullMarked;
