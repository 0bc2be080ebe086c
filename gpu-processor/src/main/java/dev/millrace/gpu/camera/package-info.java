/** Recordings played as if they were cameras. */
@NullMarked
package dev.millrace.gpu.camera;

import org.jspecify.annotations.NullMarked;
