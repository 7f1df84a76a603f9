/// The pages of the room `audit`.
@NullMarked
package org.levelread.audit.ui;

import org.jspecify.annotations.NullMarked;
