/** The GPU processor as a running part: its settings, its start and stop, and what it says of itself. */
@NullMarked
package dev.millrace.gpu;

import org.jspecify.annotations.NullMarked;
