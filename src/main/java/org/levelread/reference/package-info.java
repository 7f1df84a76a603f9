/// The reference standard of a film with all its versions, sealed from reading: imports, the readers' majority,
/// adjudication. Reads `reading`'s locked answers; `reading` never reaches it.
@NullMarked
package org.levelread.reference;

import org.jspecify.annotations.NullMarked;
