/// The pages of the room `cases`.
@NullMarked
package org.levelread.cases.ui;

import org.jspecify.annotations.NullMarked;
