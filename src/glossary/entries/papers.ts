// Papers that several entries name.
export const ddpm = 'Ho et al. 2020 (DDPM)'
export const improved = 'Nichol & Dhariwal 2021'
export const sde = 'Song et al. 2021 (score SDE)'
export const ddim = 'Song et al. 2021 (DDIM)'
export const edm = 'Karras et al. 2022 (EDM)'
export const vdm = 'Kingma et al. 2021 (VDM)'
export const flows = 'Liu et al. 2023 (rectified flow); Lipman et al. 2023 (flow matching)'
