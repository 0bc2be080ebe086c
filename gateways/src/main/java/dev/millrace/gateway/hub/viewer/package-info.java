/** Viewers: what they are shown of poses, samples and pictures, and where they speak. */
@NullMarked
package dev.millrace.gateway.hub.viewer;

import org.jspecify.annotations.NullMarked;
