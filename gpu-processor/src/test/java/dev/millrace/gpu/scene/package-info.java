/** Real and made pictures that tests look at. */
@NullMarked
package dev.millrace.gpu.scene;

import org.jspecify.annotations.NullMarked;
