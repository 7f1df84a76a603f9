/// The pages of the room `readers`.
@NullMarked
package org.levelread.readers.ui;

import org.jspecify.annotations.NullMarked;
