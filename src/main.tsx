import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './ui/tokens.css'
import './ui/base.css'
import { applyTheme } from './ui/theme'
import { startWalk } from './walk/start'
import { Walk } from './walk/Walk'

applyTheme()
const root = document.getElementById('root')
if (!root) throw new Error('index.html lacks its root element')
const { player, reload, openOwn } = startWalk(import.meta.env.BASE_URL)
createRoot(root).render(<StrictMode><Walk player={player} onRetry={reload} onOpenOwn={openOwn} /></StrictMode>)
