/** Who is in the pictures of tasks' cameras. */
@NullMarked
package dev.millrace.gpu.tracking;

import org.jspecify.annotations.NullMarked;
