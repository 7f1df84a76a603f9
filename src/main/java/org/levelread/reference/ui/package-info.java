/// The pages on which the reference standard is made: by import, by majority, by adjudication.
@NullMarked
package org.levelread.reference.ui;

import org.jspecify.annotations.NullMarked;
