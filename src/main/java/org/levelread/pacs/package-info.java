/// Films from a hospital's archive and results back to it, over DICOMweb. Depends on `cases`, `prediction`, `protocol`,
/// `readers`, `dicom`, `imaging`, `spine` and `audit`.
@NullMarked
package org.levelread.pacs;

import org.jspecify.annotations.NullMarked;
