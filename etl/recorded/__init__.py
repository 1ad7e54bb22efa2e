"""Single facts typed in: with twelve poor households nobody makes a workbook for one death."""
