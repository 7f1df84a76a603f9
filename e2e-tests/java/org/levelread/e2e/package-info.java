/// The whole application in a browser, as each role meets it. Needs the models and Chromium.
@NullMarked
package org.levelread.e2e;

import org.jspecify.annotations.NullMarked;
