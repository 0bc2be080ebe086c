/** Finding people in pictures, by models of several makes or without any. */
@NullMarked
package dev.millrace.gpu.detect;

import org.jspecify.annotations.NullMarked;
