/// The page that shows a study's protocol, and on which a lead freezes it.
@NullMarked
package org.levelread.protocol.ui;

import org.jspecify.annotations.NullMarked;
