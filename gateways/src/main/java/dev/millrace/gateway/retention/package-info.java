/** Whether what was acknowledged is read before it is deleted. */
@NullMarked
package dev.millrace.gateway.retention;

import org.jspecify.annotations.NullMarked;
