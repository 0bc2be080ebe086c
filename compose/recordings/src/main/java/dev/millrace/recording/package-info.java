/** Recordings: drives and moving pictures that are played into the gateways as devices would send them. */
@NullMarked
package dev.millrace.recording;

import org.jspecify.annotations.NullMarked;
