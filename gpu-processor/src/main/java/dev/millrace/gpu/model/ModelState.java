package dev.millrace.gpu.model;

/**
 * How a model fares.
 *
 * @param name as its card says
 * @param provider what runs it: {@code cpu}, {@code cuda:0}, or what needs no model
 * @param batch pictures that go through it at once, at most
 * @param pictures that went through it
 * @param unusable values it gave that were no numbers, and were left out
 * @param note what is not as it was configured, and why; empty when all is
 */
public record ModelState(String name, String provider, int batch, long pictures, long unusable, String note) {}
