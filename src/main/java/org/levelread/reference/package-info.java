/// The reference standard of a film, sealed from reading.
@NullMarked
package org.levelread.reference;

import org.jspecify.annotations.NullMarked;
