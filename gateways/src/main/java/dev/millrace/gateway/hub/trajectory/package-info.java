/** Where cameras are, as devices that know it say themselves. */
@NullMarked
package dev.millrace.gateway.hub.trajectory;

import org.jspecify.annotations.NullMarked;
