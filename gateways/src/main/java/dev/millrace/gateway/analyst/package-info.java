/** For analysts: the topics with their offsets, rates and lag. */
@NullMarked
package dev.millrace.gateway.analyst;

import org.jspecify.annotations.NullMarked;
