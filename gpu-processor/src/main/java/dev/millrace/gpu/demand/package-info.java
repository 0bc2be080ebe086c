/** Who wants to see which streams, and how. */
@NullMarked
package dev.millrace.gpu.demand;

import org.jspecify.annotations.NullMarked;
