/** One clock: the platform's time, and what devices' clocks are off it. */
@NullMarked
package dev.millrace.gateway.clock;

import org.jspecify.annotations.NullMarked;
