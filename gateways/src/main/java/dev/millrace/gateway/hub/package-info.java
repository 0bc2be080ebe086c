/** The hub of phones, drones and cameras; a package in it for each of its rooms. */
@NullMarked
package dev.millrace.gateway.hub;

import org.jspecify.annotations.NullMarked;
