/** Topics as a gateway needs them: producing without blocking, reading live without gaps, sending without piling up. */
@NullMarked
package dev.millrace.gateway.live;

import org.jspecify.annotations.NullMarked;
