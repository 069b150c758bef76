export { drowningIndices, drowningLogSnr, noiseFloor, noisySpectrum } from './drowning'
export { powerSpectrum, radialSpectrum, type RadialSpectrum } from './power'
