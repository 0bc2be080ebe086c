/** The hub: video in from phones, drones and cameras, and out to whoever watches. */
@NullMarked
package dev.millrace.gateway.hub;

import org.jspecify.annotations.NullMarked;
