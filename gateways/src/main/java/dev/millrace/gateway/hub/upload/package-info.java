/** Files that devices and people send: into one folder, whole or not at all. */
@NullMarked
package dev.millrace.gateway.hub.upload;

import org.jspecify.annotations.NullMarked;
