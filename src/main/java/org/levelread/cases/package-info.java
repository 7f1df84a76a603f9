/// De-identified radiographs of a study: origin, checksums, upload.
@NullMarked
package org.levelread.cases;

import org.jspecify.annotations.NullMarked;
