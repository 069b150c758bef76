export { drowningFrequency, drowningIndices, drowningLogSnr, noiseFloor, noisySpectrum } from './drowning'
export { pictureSpectrum, powerSpectrum, radialSpectrum, type RadialSpectrum } from './power'
